package io.ordertable.web;

import io.ordertable.error.ServiceException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Receives the body before the request gets its deadline, so that a slow sender spends nothing but its own connection. Rejects
 * bodies that are too large or too slow.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyFilter implements Filter {

    private final BodyReader reader;
    private final HandlerExceptionResolver problems;

    BodyFilter(BodyReader reader, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.reader = reader;
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        if (!UnreadBodyFilter.hasBody(request) || isStreamed(request)) {
            chain.doFilter(request, response);
        } else {
            try (BodyReader.Body body = reader.read(request)) {
                chain.doFilter(new ReceivedRequest(request, body.content()), response);
            } catch (ServiceException e) {
                problems.resolveException(request, response, null, e);
            }
        }
    }

    /** A stream is limited line by line by the code that reads it. */
    private static boolean isStreamed(HttpServletRequest request) {
        String contentType = request.getContentType();
        return contentType != null && StringUtils.startsWithIgnoreCase(contentType, MediaType.APPLICATION_NDJSON_VALUE);
    }

    /** A request whose body has been received. */
    private static final class ReceivedRequest extends HttpServletRequestWrapper {

        private final ServletInputStream body;

        ReceivedRequest(HttpServletRequest request, ByteArrayInputStream body) {
            super(request);
            this.body = new ReceivedInputStream(body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        private static final class ReceivedInputStream extends ServletInputStream {

            private final ByteArrayInputStream body;

            ReceivedInputStream(ByteArrayInputStream body) {
                this.body = body;
            }

            @Override
            public int read() {
                return body.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return body.read(buffer, offset, length);
            }

            @Override
            public boolean isFinished() {
                return body.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("the body is read by blocking calls");
            }
        }
    }
}
