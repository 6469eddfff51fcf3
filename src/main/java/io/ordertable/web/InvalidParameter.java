package io.ordertable.web;

/** A path variable, query parameter or header with a value that it cannot have. */
public final class InvalidParameter extends ProblemException {

    private static final long serialVersionUID = 1L;

    private InvalidParameter(String parameter, String detail) {
        super(ProblemCode.INVALID_PARAMETER, detail);
        member("parameter", parameter);
    }

    /** The named parameter breaks a rule: {@code rule} completes the sentence "limit …". */
    public static InvalidParameter named(String parameter, String rule) {
        return new InvalidParameter(parameter, parameter + " " + rule + ".");
    }

    /** The named parameter or header has one value, but was given several times. */
    static InvalidParameter repeated(String parameter) {
        return named(parameter, "must not be given more than once");
    }
}
