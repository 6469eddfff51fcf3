package io.ordertable;

import static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder.like;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** DynamoDB as it is on a bad day: in front of the real engine, forwards calls, answers in its place, or loses its answers. */
public final class FaultyDatabase implements AutoCloseable {

    private final URI engine;
    private final int port;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Map<UUID, UnaryOperator<Response>> spoils = new ConcurrentHashMap<>();
    private volatile Function<Call, Answer> plan = call -> Answer.REAL_ONE;
    private WireMockServer server;

    /** Starts in front of an engine. */
    public FaultyDatabase(URI engine) {
        this.engine = engine;
        this.server = start(0);
        this.port = server.port();
    }

    /** One HTTP request of the service to DynamoDB. */
    public record Call(String operation, String body, long nanoTime) {

        @Override
        public String toString() {
            return operation;
        }
    }

    /** The answer to a call. */
    public interface Answer {

        /** Forwarded, and the answer returned. */
        Answer REAL_ONE = call -> call;

        /** Forwarded, and the answer lost. */
        static Answer lost() {
            return new Spoilt(response -> Response.Builder.like(response)
                    .but()
                    .fault(Fault.CONNECTION_RESET_BY_PEER)
                    .build());
        }

        /** Forwarded, and half of the answer returned. */
        static Answer cutShort() {
            return new Spoilt(response -> Response.Builder.like(response)
                    .but()
                    .body(Arrays.copyOf(response.getBody(), response.getBody().length / 2))
                    .build());
        }

        /** Forwarded, and the answer returned after so long. */
        static Answer slow(int milliseconds) {
            return call -> like(call).but().withFixedDelay(milliseconds).build();
        }

        /** Forwarded, and the answer returned as if DynamoDB's clock showed this time. */
        static Answer at(Instant time) {
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
            return new Spoilt(response -> Response.Builder.like(response)
                    .but()
                    .headers(new HttpHeaders(Stream.concat(
                                    response.getHeaders().all().stream().filter(header -> !header.keyEquals("Date")),
                                    Stream.of(new HttpHeader("Date", date)))
                            .toList()))
                    .build());
        }

        /** Not forwarded: DynamoDB's error with this code and these members besides the message. */
        static Answer error(int status, String code, String... members) {
            String more = members.length == 0 ? "" : ", " + String.join(", ", members);
            return instead(
                    status,
                    "{\"__type\": \"com.amazonaws.dynamodb.v20120810#%s\", \"message\": \"No.\"%s}"
                            .formatted(code, more));
        }

        /** Not forwarded: any body. */
        static Answer instead(int status, String body) {
            return call -> aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/x-amz-json-1.0")
                    .withHeader("x-amzn-RequestId", "0000")
                    .withBody(body)
                    .build();
        }

        /** Not forwarded: the connection breaks in one of WireMock's ways. */
        static Answer broken(Fault fault) {
            return call -> aResponse().withFault(fault).build();
        }

        /** Not forwarded, and not answered for so long. */
        static Answer silence(int milliseconds) {
            return call ->
                    aResponse().withStatus(500).withFixedDelay(milliseconds).build();
        }

        /** Throttled as a table with provisioned capacity does. */
        static Answer throttled() {
            return error(400, "ProvisionedThroughputExceededException");
        }

        /** A transaction canceled for these reasons. */
        static Answer canceled(String... reasons) {
            String list = String.join(
                    ", ",
                    Arrays.stream(reasons).map("{\"Code\": \"%s\"}"::formatted).toList());
            return error(400, "TransactionCanceledException", "\"CancellationReasons\": [" + list + "]");
        }

        /** WireMock's response, made of the one that would forward the call. */
        ResponseDefinition to(ResponseDefinition forward);
    }

    private record Spoilt(UnaryOperator<Response> change) implements Answer {

        @Override
        public ResponseDefinition to(ResponseDefinition forward) {
            return forward;
        }
    }

    /** Plans the answers to all calls from now on. */
    public void answer(Function<Call, Answer> newPlan) {
        calls.clear();
        plan = newPlan;
    }

    /** Plans the answers to the next calls; later ones are forwarded. */
    public void answerNext(Answer... answers) {
        AtomicInteger next = new AtomicInteger();
        answer(call -> {
            int i = next.getAndIncrement();
            return i < answers.length ? answers[i] : Answer.REAL_ONE;
        });
    }

    /** Plans the answer to the first calls of an operation; all others are forwarded. */
    public void answerFirst(int count, String operation, Answer answer) {
        AtomicInteger next = new AtomicInteger();
        answer(call -> call.operation().equals(operation) && next.getAndIncrement() < count ? answer : Answer.REAL_ONE);
    }

    /** Forwards all calls from now on. */
    public void heal() {
        answer(call -> Answer.REAL_ONE);
    }

    /** The calls since the last change. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Rejects connections until {@link #restart()}. */
    public void stop() {
        server.stop();
    }

    /** Listens again at the same address. */
    public void restart() {
        server = start(port);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        server.stop();
    }

    private WireMockServer start(int givenPort) {
        WireMockConfiguration options = WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .disableRequestJournal()
                .gzipDisabled(true)
                .containerThreads(128)
                .maxHttpClientConnections(256)
                .extensions(new Before(), new After());
        WireMockServer started = new WireMockServer(givenPort == 0 ? options.dynamicPort() : options.port(givenPort));
        started.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(engine.toString())));
        started.start();
        return started;
    }

    private final class Before implements ResponseDefinitionTransformerV2 {

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            String target = event.getRequest().getHeader("X-Amz-Target");
            Call call = new Call(
                    target.substring(target.indexOf('.') + 1),
                    event.getRequest().getBodyAsString(),
                    System.nanoTime());
            calls.add(call);
            Answer answer = plan.apply(call);
            if (answer instanceof Spoilt spoilt) {
                spoils.put(event.getId(), spoilt.change());
            }
            return answer.to(event.getResponseDefinition());
        }

        @Override
        public String getName() {
            return "before";
        }
    }

    private final class After implements ResponseTransformerV2 {

        @Override
        public Response transform(Response response, ServeEvent event) {
            UnaryOperator<Response> change = spoils.remove(event.getId());
            return change == null ? response : change.apply(response);
        }

        @Override
        public String getName() {
            return "after";
        }
    }
}
