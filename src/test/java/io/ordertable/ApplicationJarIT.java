package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar that {@code ./mvnw package} creates, which the container image is made of. */
class ApplicationJarIT {

    @Test
    void itContainsNothingOfALocalRun() throws IOException {
        try (JarFile jar = new JarFile(file().toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();

            assertThat(names)
                    .contains("BOOT-INF/classes/io/ordertable/OrdertableApplication.class")
                    .noneMatch(name -> name.contains("authorization-server"))
                    .noneMatch(name -> name.contains("DynamoDBLocal"))
                    .noneMatch(name -> name.contains("Local") && name.contains("io/ordertable"))
                    .noneMatch(name -> name.contains("application-local"))
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("shop"));
        }
    }

    private static Path file() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("order-service-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("Create the jar first: ./mvnw package -DskipTests"));
        }
    }
}
