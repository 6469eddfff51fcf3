package io.ordertable.table;

import io.ordertable.calls.FailureDescription;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What DynamoDB reports about the table. The answer to a call that failed is null.
 *
 * @param timeToLive the attribute by which items expire; empty if they do not
 * @param contributorInsights DynamoDB's word for the state, such as {@code ENABLED}
 * @param missing why calls had no answer, by operation
 */
public record TableDescription(
        String name,
        @Nullable Details details,
        @Nullable Boolean pointInTimeRecovery,
        @Nullable String timeToLive,
        @Nullable String contributorInsights,
        Map<String, Missing> missing) {

    /** Why a call had no answer. */
    public enum Missing {
        /** The service is not allowed to call it. */
        DENIED,
        /** An emulator does not have the operation. */
        UNSUPPORTED,
        /** It failed otherwise. */
        FAILED,
        /** There was no answer in time, or it was not tried because another call had none. */
        NO_ANSWER;

        /** Returns why the call failed. */
        public static Missing of(@Nullable Throwable failure) {
            if (!(failure instanceof AwsServiceException answer)) {
                return NO_ANSWER;
            }
            String code = String.valueOf(FailureDescription.code(answer));
            if (code.startsWith("AccessDenied")) {
                return DENIED;
            }
            return code.startsWith("UnknownOperation") || answer.statusCode() == 501 ? UNSUPPORTED : FAILED;
        }
    }

    /**
     * The answer to {@code DescribeTable}. DynamoDB updates numbers of items and bytes about every six hours.
     *
     * @param emulated whether the table is in an emulator, whose accounts do not exist, so that there is nothing to protect
     * @param stream what records of the stream contain; empty if there is no stream
     * @param ownKey whether the table is encrypted with a key of the account
     */
    public record Details(
            boolean emulated,
            String status,
            boolean onDemand,
            boolean infrequentAccess,
            long items,
            long bytes,
            Capacity capacity,
            List<Index> indexes,
            String stream,
            boolean deletionProtection,
            boolean ownKey) {

        /** Returns the size of the table and its indexes, which are billed alike. */
        public long allBytes() {
            return bytes + indexes.stream().mapToLong(Index::bytes).sum();
        }
    }

    /** A global secondary index. */
    public record Index(String name, long items, long bytes, Capacity capacity) {}

    /** What the table or an index may use: provisioned, or on demand up to a maximum if there is one, and at once if it is warm. */
    public record Capacity(
            @Nullable Units provisioned,
            @Nullable Units maximum,
            @Nullable Units warm) {}

    /** Capacity units a second. A limit of -1 is none. */
    public record Units(long reads, long writes) {}
}
