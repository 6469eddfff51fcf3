package io.ordertable.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a deployment package as Lambda does, in a JVM of its own: loads the handler from the unpacked package and nowhere else, and
 * passes it an event that Lambda's own code reads. Arguments are the package's directory, the handler's class and a file with the
 * event. Writes the function's response to standard output.
 */
final class LambdaSandbox {

    private static final String LIBRARY = "com.amazonaws.services.lambda.runtime.";

    private LambdaSandbox() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        ClassLoader loader = new URLClassLoader(classPath(Path.of(arguments[0])), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Object handler = loader.loadClass(arguments[1]).getConstructor().newInstance();
        Class<?> eventType = loader.loadClass(LIBRARY + "events.DynamodbEvent");
        Object event = LambdaEventSerializers.serializerFor(eventType, loader)
                .fromJson(Files.readString(Path.of(arguments[2])));
        Class<?> contextType = loader.loadClass(LIBRARY + "Context");
        Method handle = handler.getClass().getMethod("handleRequest", eventType, contextType);
        System.out.println(json(handle.invoke(handler, event, context(loader, contextType))));
    }

    /** As in Lambda: the package's directory, and each library below lib. */
    private static URL[] classPath(Path directory) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(directory.toUri().toURL());
        try (Stream<Path> libraries = Files.list(directory.resolve("lib"))) {
            for (URI library : libraries.sorted().map(Path::toUri).toList()) {
                urls.add(library.toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static Object context(ClassLoader loader, Class<?> type) {
        return Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (!method.getName().equals("getLogger")) {
                throw new UnsupportedOperationException(method.getName());
            }
            return loader.loadClass(LIBRARY + "LambdaRuntime")
                    .getMethod("getLogger")
                    .invoke(null);
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> String json(T response) {
        PojoSerializer<T> serializer = JacksonFactory.getInstance().getSerializer((Class<T>) response.getClass());
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        serializer.toJson(response, json);
        return json.toString(UTF_8);
    }
}
