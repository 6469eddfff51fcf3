package io.ordertable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own, for what a test runs in another process. */
public final class Jvm {

    private Jvm() {}

    /** A command, to which more may be added; like the tests' own JVM, it compiles quickly rather than well. */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.addAll(List.of(arguments));
        return command;
    }
}
