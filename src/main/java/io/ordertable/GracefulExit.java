package io.ordertable;

import java.lang.reflect.Proxy;

/**
 * Makes {@code SIGTERM} an ordinary end. Spring closes the application gracefully on it either way, but the JVM would then exit
 * with 143, which tells an orchestrator that the process was killed.
 */
final class GracefulExit {

    private GracefulExit() {}

    /** From now on {@code SIGTERM} runs the shutdown hooks and exits with 0. */
    static void onSigterm() {
        try {
            // By reflection, as the compiler warns of the class without a way to suppress it; jdk.unsupported exports
            // it.
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
