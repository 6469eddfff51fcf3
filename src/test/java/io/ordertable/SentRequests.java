package io.ordertable;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** Requests as the validator sees them. */
final class SentRequests {

    private SentRequests() {}

    /**
     * Returns what the service accepted: the request, or for each line of NDJSON that was imported one whose media type ends with
     * {@code +json}. Streamed requests are left out.
     */
    static Stream<Request> accepted(HttpRequest request, ApiResponse response) {
        BodyPublisher body = request.bodyPublisher().orElseGet(HttpRequest.BodyPublishers::noBody);
        if (response.status() / 100 != 2 || body.contentLength() < 0) {
            return Stream.empty();
        }
        String text = text(body);
        String contentType = request.headers().firstValue("Content-Type").orElse("");
        if (!contentType.equalsIgnoreCase(ReceivedBody.NDJSON)) {
            return Stream.of(requestWith(text, contentType, request));
        }
        String[] lines = text.split("\n", -1);
        return response.jsonLines().stream()
                .filter(result -> result.path("result").asText().equals("created"))
                .map(result -> lines[result.path("line").asInt() - 1])
                .map(line -> requestWith(line, ReceivedBody.LINE, request));
    }

    private static Request requestWith(String body, String contentType, HttpRequest request) {
        URI uri = request.uri();
        SimpleRequest.Builder builder = new SimpleRequest.Builder(request.method(), uri.getRawPath());
        request.headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                builder.withHeader(name, String.join(", ", values));
            }
        });
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&")) {
                String[] parts = parameter.split("=", 2);
                builder.withQueryParam(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return body.isEmpty()
                ? builder.build()
                : builder.withContentType(contentType).withBody(body).build();
    }

    private static String text(BodyPublisher body) {
        BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                text.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                text.onNext(List.of(part));
            }

            @Override
            public void onError(Throwable failure) {
                text.onError(failure);
            }

            @Override
            public void onComplete() {
                text.onComplete();
            }
        });
        return text.getBody().toCompletableFuture().join();
    }
}
