package io.ordertable.infra.settings;

/** The names of resources, all derived from the name of their environment. */
public record Names(String environment) {

    private static final String APPLICATION = "ordertable";

    /** Returns the name of resources of which the environment has one, such as the table. */
    public String base() {
        return APPLICATION + "-" + environment;
    }

    /** Returns the name of a resource of which the environment has several. */
    public String of(String what) {
        return base() + "-" + what;
    }

    /** Returns the name of a stack. */
    public String stack(String what) {
        return "Ordertable-" + environment + "-" + what;
    }

    /** Returns the namespace of the application's metrics. */
    public String metrics() {
        return "Ordertable/" + environment;
    }

    /** Returns the name of a log group. */
    public String logs(String what) {
        return "/" + APPLICATION + "/" + environment + "/" + what;
    }
}
