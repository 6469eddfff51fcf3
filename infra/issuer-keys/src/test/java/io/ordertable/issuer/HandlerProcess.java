package io.ordertable.issuer;

import java.lang.reflect.Method;
import java.util.Map;

/** Calls a handler as Lambda does, in a JVM whose class path is the deployment package. The argument is the handler's class. */
final class HandlerProcess {

    private HandlerProcess() {}

    public static void main(String[] arguments) throws Exception {
        Class<?> type = Class.forName(arguments[0]);
        Method handle = type.getMethod(
                "handleRequest", Map.class, Class.forName("com.amazonaws.services.lambda.runtime.Context"));
        System.out.println(handle.invoke(type.getConstructor().newInstance(), Map.of(), null));
    }
}
