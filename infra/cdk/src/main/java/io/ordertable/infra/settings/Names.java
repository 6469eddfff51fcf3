package io.ordertable.infra.settings;

/** Names in an environment, all derived from its own. */
public record Names(String environment) {

    private static final String APPLICATION = "ordertable";

    /** Of resources that there is one of in the environment: the table, the cluster, the function, keys' aliases. */
    public String base() {
        return APPLICATION + "-" + environment;
    }

    /** Of a resource that there are several of. */
    public String of(String what) {
        return base() + "-" + what;
    }

    /** Of a stack, after its life cycle. */
    public String stack(String what) {
        return "Ordertable-" + environment + "-" + what;
    }

    /** Namespace of the application's metrics. */
    public String metrics() {
        return "Ordertable/" + environment;
    }

    /** Of a log group. */
    public String logs(String what) {
        return "/" + APPLICATION + "/" + environment + "/" + what;
    }
}
