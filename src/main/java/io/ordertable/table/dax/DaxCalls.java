package io.ordertable.table.dax;

import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Gives calls of the DAX client what the SDK gives its own: interceptors, and an end at the request's deadline. Interceptors are
 * told of a call's beginning and end; there is no HTTP to tell them of.
 */
class DaxCalls {

    private final List<ExecutionInterceptor> interceptors;
    private final CallLimit limit;

    DaxCalls(List<ExecutionInterceptor> interceptors, CallLimit limit) {
        this.interceptors = interceptors;
        this.limit = limit;
    }

    /**
     * Makes a call.
     *
     * @param operation the operation's name in DynamoDB's API
     */
    <T extends DynamoDbRequest, R extends DynamoDbResponse> R make(String operation, T request, Function<T, R> call) {
        ExecutionAttributes attributes =
                new ExecutionAttributes().putAttribute(SdkExecutionAttribute.OPERATION_NAME, operation);
        InterceptorContext before =
                InterceptorContext.builder().request(request).build();
        interceptors.forEach(interceptor -> interceptor.beforeExecution(before, attributes));
        try {
            R response = limit.apply(() -> call.apply(request));
            InterceptorContext after = before.toBuilder().response(response).build();
            interceptors.forEach(interceptor -> interceptor.afterExecution(after, attributes));
            return response;
        } catch (RuntimeException e) {
            FailedCall failed = new FailedCall(request, e);
            interceptors.forEach(interceptor -> interceptor.onExecutionFailure(failed, attributes));
            throw e;
        }
    }
}
