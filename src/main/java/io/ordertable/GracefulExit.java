package io.ordertable;

import java.lang.reflect.Proxy;

/** Makes the JVM exit with 0 on {@code SIGTERM}. By default it exits with 143, as if it had been killed. */
final class GracefulExit {

    private GracefulExit() {}

    /** Handles the signal from now on. The shutdown hooks run as before. */
    static void onSigterm() {
        try {
            // By reflection, because the compiler's warning about the class cannot be suppressed.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object exit = Proxy.newProxyInstance(
                    GracefulExit.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        System.exit(0);
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), exit);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SIGTERM cannot be handled", e);
        }
    }
}
