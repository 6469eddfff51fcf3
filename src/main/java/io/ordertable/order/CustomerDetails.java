package io.ordertable.order;

import io.ordertable.user.ValidEmail;
import io.ordertable.web.LongLists;
import io.ordertable.web.PlainText;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The personal data of an order.
 *
 * @param note what the customer asks for
 */
record CustomerDetails(
        @Nullable Address shippingAddress,
        @Nullable Address billingAddress,
        @Nullable Contact contact,
        @Nullable String note) {

    /** The longest note, in characters. */
    static final int MAX_NOTE = 2_000;

    /** Visible text that may have several lines. */
    static final String NOTE =
            "(?Us)(?=.*[^\\s\\p{Cf}])(?:[^\\p{Cc}\\p{Cs}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]|[\\t\\r\\n])*+";

    /**
     * A postal address. What a country does not use is absent.
     *
     * @param name who receives it
     * @param lines street and number, and what belongs to them
     * @param country a code of ISO 3166-1 with two letters
     */
    record Address(
            @NotNull @PlainText @Size(min = 1, max = 200) String name,
            @Nullable @PlainText @Size(min = 1, max = 200) String company,

            @NotEmpty @Size(max = MAX_LINES, message = "must have at most {max} elements") List<@NotNull @PlainText @Size(min = 1, max = 200) String> lines,

            @NotNull @PlainText @Size(min = 1, max = 100) String city,
            @Nullable @PlainText @Size(min = 1, max = 100) String region,
            @Nullable @PlainText @Size(min = 1, max = 20) String postalCode,
            @NotNull @Country String country,

            @Nullable @Pattern(regexp = Contact.PHONE, message = Contact.PHONE_RULE) String phone) {

        private static final int MAX_LINES = 3;

        Address {
            lines = LongLists.cut(lines, MAX_LINES);
        }
    }

    /** How to reach the customer about the order. */
    record Contact(
            @Nullable @ValidEmail String email,

            @Nullable @Pattern(regexp = PHONE, message = PHONE_RULE) String phone) {

        static final String PHONE = "\\+?[0-9(][0-9 ()./-]{2,29}";
        static final String PHONE_RULE = "must be a telephone number such as +49 30 1234567";
    }

    /** Requires a code of ISO 3166-1 with two letters. */
    @Constraint(validatedBy = Country.Validator.class)
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
    @interface Country {

        String message() default "must be an ISO 3166-1 code such as DE";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        /** Knows the codes that the JDK knows. */
        class Validator implements ConstraintValidator<Country, String> {

            private static final Set<String> CODES = Set.of(Locale.getISOCountries());

            @Override
            public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
                return code == null || CODES.contains(code);
            }
        }
    }
}
