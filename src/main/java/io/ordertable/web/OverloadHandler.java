package io.ordertable.web;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses requests that would not be admitted whatever they ask for, before they take time, and without a thread that waits for their
 * turn to be refused. Those with a body are left to the filters, because a client that is still sending would not read the response.
 */
final class OverloadHandler extends Handler.Wrapper {

    private final AdmissionControl admission;

    OverloadHandler(AdmissionControl admission) {
        this.admission = admission;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (admission.admitsAny() || !isLimited(request)) {
            return super.handle(request, response, callback);
        }
        long turn = admission.refuseAny().toNanos();
        request.getComponents()
                .getScheduler()
                .schedule(
                        () -> Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503),
                        turn,
                        TimeUnit.NANOSECONDS);
        return true;
    }

    private static boolean isLimited(Request request) {
        HttpFields headers = request.getHeaders();
        return Request.getPathInContext(request).startsWith("/v1/")
                && headers.getLongField(HttpHeader.CONTENT_LENGTH) <= 0
                && !headers.contains(HttpHeader.TRANSFER_ENCODING);
    }
}
