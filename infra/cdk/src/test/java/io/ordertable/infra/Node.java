package io.ordertable.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;

/** Runs the scripts in {@code src/test/node}, which use packages that exist for Node.js only, in one process for all tests. */
final class Node {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Process PROCESS = start();
    private static final Writer INPUT = PROCESS.outputWriter(UTF_8);
    private static final BufferedReader OUTPUT = PROCESS.inputReader(UTF_8);

    private Node() {}

    /** Returns the result of a script. */
    static synchronized <T> T run(String script, Object input, TypeReference<T> type) {
        try {
            INPUT.write(JSON.writeValueAsString(Map.of("script", script, "input", input)) + "\n");
            INPUT.flush();
            String result = OUTPUT.readLine();
            if (result == null) {
                throw new IOException("No result");
            }
            return JSON.readValue(result, type);
        } catch (IOException e) {
            throw new UncheckedIOException(script + " failed; its error is in the output of the tests", e);
        }
    }

    /** The process ends with this JVM, which closes its input. */
    private static Process start() {
        try {
            return new ProcessBuilder("node", "main.mjs")
                    .directory(Path.of("src/test/node").toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
