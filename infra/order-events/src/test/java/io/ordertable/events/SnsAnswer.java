package io.ordertable.events;

import io.ordertable.events.SnsCall.Entry;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How SNS answers a call. */
record SnsAnswer(int status, String code, boolean senderFault, Predicate<Entry> failing, Silence silence) {

    /** What happens instead of an answer. */
    enum Silence {
        NONE,
        /** The connection is closed. */
        SHORT,
        /** The connection stays open. */
        LONG
    }

    /** Every message is published. */
    static final SnsAnswer PUBLISHED = new SnsAnswer(200, "", false, entry -> false, Silence.NONE);

    /** The call fails. */
    static SnsAnswer error(int status, String code) {
        return new SnsAnswer(status, code, status < 500, entry -> true, Silence.NONE);
    }

    /** Some messages fail. */
    static SnsAnswer failing(Predicate<Entry> failing, String code, boolean senderFault) {
        return new SnsAnswer(200, code, senderFault, failing, Silence.NONE);
    }

    /** Every message is published, but the connection is closed without an answer. */
    static SnsAnswer lost() {
        return new SnsAnswer(200, "", false, entry -> false, Silence.SHORT);
    }

    /** The connection is closed, and nothing is published. */
    static SnsAnswer broken() {
        return new SnsAnswer(200, "", false, entry -> true, Silence.SHORT);
    }

    /** Nothing happens, for longer than any test lasts. */
    static SnsAnswer unanswered() {
        return new SnsAnswer(200, "", false, entry -> true, Silence.LONG);
    }

    boolean publishes(Entry entry) {
        return !failing.test(entry);
    }

    String xml(SnsCall call) {
        return status == 200 ? batchResult(call) : error();
    }

    private String batchResult(SnsCall call) {
        String successful = call.entries().stream()
                .filter(this::publishes)
                .map(entry ->
                        "<member><Id>%s</Id><MessageId>m-%s</MessageId></member>".formatted(entry.id(), entry.id()))
                .collect(Collectors.joining());
        String failed = call.entries().stream()
                .filter(failing)
                .map(entry ->
                        "<member><Id>%s</Id><Code>%s</Code><Message>No.</Message><SenderFault>%s</SenderFault></member>"
                                .formatted(entry.id(), code, senderFault))
                .collect(Collectors.joining());
        return """
                <PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                  <PublishBatchResult><Successful>%s</Successful><Failed>%s</Failed></PublishBatchResult>
                  <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>
                </PublishBatchResponse>
                """.formatted(successful, failed);
    }

    private String error() {
        return """
                <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                  <Error><Type>%s</Type><Code>%s</Code><Message>No.</Message></Error>
                  <RequestId>r-1</RequestId>
                </ErrorResponse>
                """.formatted(senderFault ? "Sender" : "Receiver", code);
    }
}
