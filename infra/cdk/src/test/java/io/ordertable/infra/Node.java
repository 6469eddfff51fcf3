package io.ordertable.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Runs the scripts in {@code src/test/node}, which use packages that exist for Node.js only. */
final class Node {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Node() {}

    /** Returns what a script prints when it reads the input, both as JSON. */
    static <T> T run(String script, Object input, TypeReference<T> type) {
        try {
            Process process = new ProcessBuilder("node", script)
                    .directory(Path.of("src/test/node").toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (OutputStream out = process.getOutputStream()) {
                JSON.writeValue(out, input);
            }
            return JSON.readValue(process.getInputStream(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(script + " failed; its error is in the output of the tests", e);
        }
    }
}
