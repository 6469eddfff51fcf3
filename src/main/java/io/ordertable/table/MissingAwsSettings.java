package io.ordertable.table;

import io.ordertable.calls.FailureKind;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Reports a start without a region or credentials in one sentence; the SDK's message lists every place that it searched. */
class MissingAwsSettings extends AbstractFailureAnalyzer<SdkClientException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable start, SdkClientException cause) {
        if (FailureKind.of(cause) == FailureKind.MISCONFIGURED) {
            return new FailureAnalysis(
                    "No AWS credentials were found.",
                    "Give the process a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. The places searched are"
                            + " logged with --logging.level.org.springframework.boot.diagnostics=debug.",
                    cause);
        }
        return String.valueOf(cause.getMessage()).startsWith("Unable to load region")
                ? new FailureAnalysis(
                        "No AWS region is configured.", "Set AWS_REGION, or spring.cloud.aws.region.static.", cause)
                : null;
    }
}
