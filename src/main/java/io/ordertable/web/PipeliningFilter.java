package io.ordertable.web;

import io.ordertable.calls.Pace;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps pipelined requests from crowding out others: all connections together have one each millisecond. Jetty handles the
 * requests that are pipelined on a connection one after the other on one virtual thread. As long as none of them waits for
 * DynamoDB the thread keeps its carrier, and {@link Thread#yield} does not help, because the scheduler empties the queue that the
 * thread goes back to before it looks at another. Browsers, load balancers and common HTTP clients do not pipeline.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class PipeliningFilter implements Filter {

    /** The client's port of the connection that the thread has served last. If it is the same again, the thread kept at it. */
    private final ThreadLocal<@Nullable Integer> lastPort = new ThreadLocal<>();

    private final Pace pace = new Pace(Duration.ofMillis(1));

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Integer port = request.getRemotePort();
        if (port.equals(lastPort.get())) {
            pace.await();
        }
        lastPort.set(port);
        chain.doFilter(request, response);
    }
}
