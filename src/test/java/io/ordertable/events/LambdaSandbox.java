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
 * What Lambda does with a deployment package, in a JVM of its own: loads the handler from the unpacked package and nowhere else,
 * and hands it an event that it read with its own code. Arguments are the package's directory and a file with the event; a third
 * one prepares a snapshot first, as all that registered for it do. Writes the function's answer to standard output.
 */
public final class LambdaSandbox {

    private static final String HANDLER = "io.ordertable.events.OrderEventsHandler";
    private static final String METRICS = "software.amazon.lambda.powertools.metrics.MetricsFactory";
    private static final String LIBRARY = "com.amazonaws.services.lambda.runtime.";
    private static final int REMAINING_MILLIS = 30_000;

    private LambdaSandbox() {}

    public static void run(String[] arguments) throws ReflectiveOperationException, IOException {
        ClassLoader loader = new URLClassLoader(classPath(Path.of(arguments[0])), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Object handler = loader.loadClass(HANDLER).getConstructor().newInstance();
        if (arguments.length > 2) {
            prepareSnapshot(loader, loader.loadClass(METRICS).getConstructor().newInstance());
            prepareSnapshot(loader, handler);
        }
        Class<?> eventType = loader.loadClass(LIBRARY + "events.DynamodbEvent");
        Object event = LambdaEventSerializers.serializerFor(eventType, loader)
                .fromJson(Files.readString(Path.of(arguments[1])));
        Class<?> contextType = loader.loadClass(LIBRARY + "Context");
        Method handle = handler.getClass().getMethod("handleRequest", eventType, contextType);
        System.out.println(json(handle.invoke(handler, event, context(loader, contextType))));
    }

    private static void prepareSnapshot(ClassLoader loader, Object resource) throws ReflectiveOperationException {
        resource.getClass()
                .getMethod("beforeCheckpoint", loader.loadClass("org.crac.Context"))
                .invoke(resource, new Object[] {null});
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
        return Proxy.newProxyInstance(
                loader, new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemainingTimeInMillis" -> REMAINING_MILLIS;
                    case "getLogger" ->
                        loader.loadClass(LIBRARY + "LambdaRuntime")
                                .getMethod("getLogger")
                                .invoke(null);
                    default -> throw new UnsupportedOperationException(method.getName());
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
