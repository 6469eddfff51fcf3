package io.ordertable.error;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request cannot be carried out, for a reason that its client may see. Has no stack trace, because clients cause many. */
public class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String detail;
    private final transient Map<String, Object> members = new LinkedHashMap<>();

    /** Creates an exception. The detail explains this occurrence to the client, so it must not be confidential. */
    public ServiceException(ErrorCode code, String detail) {
        this(code, detail, detail, null);
    }

    /** Creates an exception with another message for the log. */
    protected ServiceException(ErrorCode code, String detail, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.code = code;
        this.detail = detail;
    }

    /** Adds a member to the problem document. */
    public final ServiceException with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Returns the stable code. */
    public final ErrorCode code() {
        return code;
    }

    /** Returns the explanation of this occurrence. */
    public final String detail() {
        return detail;
    }

    /** Returns further members of the problem document. */
    public final Map<String, Object> members() {
        return members;
    }
}
