package io.ordertable.calls;

import software.amazon.awssdk.core.exception.SdkClientException;

/** There are no AWS credentials to sign a call with. The message is that of the SDK's credentials provider. */
public final class CredentialsUnavailable extends SdkClientException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception from the provider's. */
    public CredentialsUnavailable(RuntimeException cause) {
        super(SdkClientException.builder().message(cause.getMessage()).cause(cause));
    }
}
