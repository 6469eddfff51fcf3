package io.ordertable.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** A request that cannot be served, in the words of its problem document. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient HttpHeaders headers = new HttpHeaders();

    /**
     * A problem. It keeps no stack trace: the code says all, and clients cause many.
     *
     * @param detail what is wrong with this very request, for the caller to read; nothing confidential
     */
    public ProblemException(ProblemCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    /** Adds an extension member to the document (RFC 9457, section 3.2). */
    protected final ProblemException member(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Adds a header to the response. */
    protected final ProblemException header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    /** The stable code. */
    public ProblemCode code() {
        return code;
    }

    /** What is wrong with this very request. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Extension members of the document. */
    public Map<String, Object> members() {
        return members;
    }

    HttpHeaders headers() {
        return headers;
    }
}
