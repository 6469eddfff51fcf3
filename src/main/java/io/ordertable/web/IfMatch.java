package io.ordertable.web;

import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import io.ordertable.table.VersionCondition;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads {@code If-Match} headers (RFC 9110, section 13.1.1). Weak and foreign tags are allowed there and match nothing. */
public final class IfMatch {

    /** An entity tag of a list; empty elements before it are allowed (RFC 9110, section 5.6.1.2). */
    private static final Pattern TAG =
            Pattern.compile("\\G[\\s,]*(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"\\s*(?=,|\\z)");

    private static final Pattern NO_TAGS = Pattern.compile("[\\s,]*");
    private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,17}");

    private IfMatch() {}

    /**
     * Returns the condition in the header of a request that needs one.
     *
     * @throws ServiceException with {@code PRECONDITION_REQUIRED} if there is no header (RFC 6585, section 3), {@code
     *     INVALID_PARAMETER} if it is not a list of entity tags
     */
    public static VersionCondition required(@Nullable String header) {
        if (header == null) {
            throw new ServiceException(
                    HttpError.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag of the version that you mean to change.");
        }
        return header.strip().equals("*") ? VersionCondition.ANY : VersionCondition.of(versions(header));
    }

    /** Reads tag by tag, because a pattern for the whole list would take stack for each tag. */
    private static Set<Long> versions(String header) {
        Set<Long> versions = new TreeSet<>();
        int end = 0;
        for (Matcher tag = TAG.matcher(header); tag.find(); end = tag.end()) {
            boolean strong = tag.group(1) == null;
            if (strong && VERSION.matcher(tag.group(2)).matches()) {
                versions.add(Long.valueOf(tag.group(2)));
            }
        }
        if (end == 0 || !NO_TAGS.matcher(header.substring(end)).matches()) {
            throw CommonError.invalidParameter(
                    HttpHeaders.IF_MATCH, "must be an entity tag in double quotes, such as \"3\"");
        }
        return versions;
    }
}
