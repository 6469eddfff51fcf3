package io.ordertable.metrics;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.ordertable.calls.FailureDescription;
import io.ordertable.calls.TracedCalls;
import io.ordertable.metrics.Consumption.Kind;
import io.ordertable.table.TableProperties;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.actuate.autoconfigure.tracing.ConditionalOnEnabledTracing;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Records a span for each attempt of a call to DynamoDB if traces are on. Attributes have the names of OpenTelemetry's conventions
 * if there is one. None contains keys or values of items.
 */
@Component
@ConditionalOnEnabledTracing
class AttemptSpans implements ExecutionInterceptor {

    private static final ExecutionAttribute<Span> SPAN = new ExecutionAttribute<>("OrdertableAttemptSpan");
    private static final AttributeKey<List<String>> TABLES = AttributeKey.stringArrayKey("aws.dynamodb.table_names");
    private static final AttributeKey<List<String>> CAPACITY =
            AttributeKey.stringArrayKey("aws.dynamodb.consumed_capacity");
    private static final AttributeKey<List<String>> REASONS =
            AttributeKey.stringArrayKey("dynamodb.throttling_reasons");

    private final TracedCalls calls;
    private final String table;

    AttemptSpans(TracedCalls calls, TableProperties properties) {
        this.calls = calls;
        this.table = properties.name();
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        Measurement.take(() -> {
            Span span = calls.startAttempt(CallInterceptor.operation(attributes))
                    .setAttribute("db.system.name", "aws.dynamodb")
                    .setAttribute(TABLES, List.of(table));
            if (context.request() instanceof QueryRequest query) {
                span.setAttribute("aws.dynamodb.index_name", query.indexName());
            }
            attributes.putAttribute(SPAN, span);
        });
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        Measurement.take(() -> {
            Span span = Objects.requireNonNull(attributes.getAttribute(SPAN));
            if (span.isRecording()) {
                span.setAttribute(CAPACITY, capacity(attributes, context.request(), context.response()));
                if (context.response() instanceof QueryResponse query) {
                    span.setAttribute("aws.dynamodb.count", query.count());
                    span.setAttribute("aws.dynamodb.scanned_count", query.scannedCount());
                }
            }
            calls.endAttempt(span, CallMeters.SUCCESS, null);
        });
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Measurement.take(() -> {
            Span span = Objects.requireNonNull(attributes.getAttribute(SPAN));
            String outcome = CallMeters.outcomeOf(context.exception());
            String error = context.exception().getClass().getSimpleName();
            if (context.exception() instanceof AwsServiceException answer) {
                error = Objects.requireNonNullElse(FailureDescription.code(answer), error);
                span.setAttribute("http.response.status_code", answer.statusCode());
                span.setAttribute("aws.request_id", answer.requestId());
                if (outcome.equals(CallMeters.THROTTLED)) {
                    span.setAttribute(REASONS, reasons(answer, CallInterceptor.targetOf(context.request())));
                }
            }
            calls.endAttempt(span, outcome, error);
        });
    }

    private List<String> capacity(ExecutionAttributes attributes, SdkRequest request, SdkResponse response) {
        return Consumption.of(CallInterceptor.operation(attributes), request, response, null).shares().stream()
                .map(this::json)
                .toList();
    }

    private String json(Consumption.Share share) {
        String index = share.target() == Target.TABLE
                ? ""
                : ",\"IndexName\":\"" + share.target().tag() + "\"";
        String kind = share.kind() == Kind.READ ? "Read" : "Write";
        return "{\"TableName\":\"%s\"%s,\"%sCapacityUnits\":%s}".formatted(table, index, kind, share.units());
    }

    private static List<String> reasons(AwsServiceException answer, Target called) {
        return Throttling.of(answer, called).stream()
                .map(cause -> cause.target().tag() + " " + cause.reason())
                .toList();
    }
}
