package io.ordertable.table.dax;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.nio.netty.internal.utils.ChannelUtils;
import software.amazon.dax.ClusterDaxClient;

/** The DAX client does not declare all its dependencies. Those that tests bring along must be in the service's jar too. */
class DaxPackagingIT {

    /** ANTLR's dialogs, which nothing opens. */
    private static final String NEVER_USED = "software.amazon.dax.org.antlr.v4.runtime.";

    @Test
    void theServicesJarHoldsEveryClassThatTheDaxClientUses() throws IOException {
        Set<String> packaged = packagedClasses();
        ClassFileImporter importer = new ClassFileImporter();
        Stream<JavaClass> client = Stream.concat(
                importer
                        .importLocations(Set.of(Location.of(ClusterDaxClient.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation())))
                        .stream(),
                Stream.of(importer.importClass(ChannelUtils.class)));

        List<String> missing = client.filter(type -> !type.getName().startsWith(NEVER_USED))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> !type.isPrimitive())
                .map(JavaClass::getName)
                .filter(name -> !name.startsWith("java.") && !name.startsWith("javax."))
                .filter(name -> !packaged.contains(name))
                .distinct()
                .toList();

        assertThat(missing).isEmpty();
    }

    private static Set<String> packagedClasses() throws IOException {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of("target"), "order-service-*.jar");
                JarFile jar = new JarFile(jars.iterator().next().toFile())) {
            for (JarEntry library : jar.stream()
                    .filter(entry -> entry.getName().matches("BOOT-INF/lib/.*\\.jar"))
                    .toList()) {
                try (JarInputStream classes = new JarInputStream(jar.getInputStream(library))) {
                    for (JarEntry entry = classes.getNextJarEntry(); entry != null; entry = classes.getNextJarEntry()) {
                        names.add(entry.getName().replace('/', '.').replaceFirst("\\.class$", ""));
                    }
                }
            }
        }
        return names;
    }
}
