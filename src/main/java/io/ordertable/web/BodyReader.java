package io.ordertable.web;

import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Reads whole bodies within limits of size, time and memory. */
@Component
class BodyReader {

    private final int limit;
    private final Duration grace;
    private final long minBytesPerSecond;
    private final ByteBudget budget;

    BodyReader(WebProperties properties, @Qualifier("bodies") ByteBudget budget) {
        this.limit = Math.toIntExact(properties.maxBodySize().toBytes());
        this.grace = properties.bodyGrace();
        this.minBytesPerSecond = properties.minBodyRate().toBytes();
        this.budget = budget;
    }

    /**
     * Reads the request's body.
     *
     * @return the body, to be closed when the request has been handled
     * @throws ServiceException if the body is too large, too slow or incomplete, or others use up the memory
     */
    Body read(HttpServletRequest request) {
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            throw CommonError.contentTooLarge(limit);
        }
        int expected = announced < 0 ? limit : (int) announced;
        Body body = new Body(new byte[Math.min(expected + 1, ByteBudget.UNCOUNTED)]);
        try {
            fill(body, request.getInputStream(), expected);
            return body;
        } catch (IOException e) {
            body.close();
            throw e.getCause() instanceof TimeoutException
                    ? new ServiceException(HttpError.REQUEST_TIMEOUT, "The body stopped before it was complete.")
                    : InvalidBody.incomplete();
        } catch (ServiceException e) {
            body.close();
            throw e;
        }
    }

    /** Reads what is left of the request's body, but no more than the largest body, and no slower than bodies may be. */
    void skip(HttpServletRequest request) throws IOException {
        InputStream in = request.getInputStream();
        byte[] ignored = new byte[ByteBudget.UNCOUNTED];
        long start = System.nanoTime();
        int count = 0;
        for (int read = in.read(ignored); read >= 0 && count < limit; read = in.read(ignored)) {
            count += read;
            requireRate(count, start);
        }
    }

    private void fill(Body body, InputStream in, int expected) throws IOException {
        long start = System.nanoTime();
        for (int read = body.readFrom(in); read >= 0; read = body.readFrom(in)) {
            requireRate(body.length, start);
            if (body.length > limit) {
                throw CommonError.contentTooLarge(limit);
            }
            if (body.isFull()) {
                body.grow(expected, budget);
            }
        }
    }

    private void requireRate(int bytes, long start) {
        long nanos = System.nanoTime() - start - grace.toNanos();
        if (nanos > 0 && bytes < minBytesPerSecond * nanos / TimeUnit.SECONDS.toNanos(1)) {
            throw new ServiceException(
                    HttpError.REQUEST_TIMEOUT,
                    "A body has to arrive faster than " + minBytesPerSecond + " bytes a second.");
        }
    }

    /** A body, and the share of memory that it holds. */
    static final class Body implements AutoCloseable {

        private byte[] bytes;
        private int length;
        private ByteBudget.Share share = ByteBudget.NONE;

        private Body(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Returns the content from its beginning. */
        ByteArrayInputStream content() {
            return new ByteArrayInputStream(bytes, 0, length);
        }

        @Override
        public void close() {
            share.release();
        }

        private int readFrom(InputStream in) throws IOException {
            int read = in.read(bytes, length, bytes.length - length);
            length += Math.max(read, 0);
            return read;
        }

        private boolean isFull() {
            return length == bytes.length;
        }

        /** One byte more than expected shows a body that is longer than that. */
        private void grow(int expected, ByteBudget budget) {
            if (share == ByteBudget.NONE) {
                share = budget.take(expected);
            }
            bytes = Arrays.copyOf(bytes, Math.min(2 * length, expected + 1));
        }
    }
}
