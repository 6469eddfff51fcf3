package io.ordertable.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads schemas off the records that are bodies: names as Jackson writes them, limits from Bean Validation, and what may be
 * missing or {@code null} from JSpecify.
 */
@Component
@SuppressWarnings("rawtypes") // as in the class that it extends
class OpenApiSchemas extends ModelResolver {

    /** {@link PlainText} as far as regular expressions of ECMAScript can say it. */
    private static final String PLAIN_TEXT =
            "^(?=.*\\S)[^\\u0000-\\u001F\\u007F-\\u009F\\u2028-\\u202E\\u2066-\\u2069]*$";

    OpenApiSchemas(ObjectMapper mapper) {
        super(mapper.copy());
        openapi31(true);
    }

    @Override
    protected boolean applyBeanValidatorAnnotations(
            BeanPropertyDefinition member,
            Schema schema,
            Annotation[] annotations,
            Schema parent,
            boolean applyNotNull) {
        RecordComponent component = component(member);
        if (component == null) {
            return super.applyBeanValidatorAnnotations(member, schema, annotations, parent, applyNotNull);
        }
        if (component.getAnnotatedType() instanceof AnnotatedParameterizedType type
                && component.getType() == Optional.class) {
            Annotation[] ofContent = type.getAnnotatedActualTypeArguments()[0].getAnnotations();
            return applyBeanValidatorAnnotations(schema, ofContent, parent, false);
        }
        super.applyBeanValidatorAnnotations(member, schema, annotations, parent, applyNotNull);
        applyNullness(component, schema, parent);
        return true;
    }

    @Override
    protected boolean applyBeanValidatorAnnotations(
            Schema schema, Annotation @Nullable [] annotations, @Nullable Schema parent, boolean applyNotNull) {
        boolean modified = super.applyBeanValidatorAnnotations(schema, annotations, parent, applyNotNull);
        for (Annotation annotation : annotations == null ? new Annotation[0] : annotations) {
            if (annotation instanceof PlainText) {
                schema.setPattern(PLAIN_TEXT);
            } else if (annotation instanceof Pattern pattern) {
                // Bean Validation matches the whole text, JSON Schema any part of it.
                schema.setPattern("^(" + pattern.regexp() + ")$");
            }
        }
        return modified;
    }

    private void applyNullness(RecordComponent component, Schema schema, Schema parent) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean omitted = component.getDeclaringRecord().isAnnotationPresent(JsonInclude.class);
        if (nullable && !omitted) {
            schema.addType("null");
        }
        if (!nullable || !omitted) {
            addRequiredItem(parent, schema.getName());
        }
    }

    private static @Nullable RecordComponent component(BeanPropertyDefinition member) {
        Class<?> type = member.getPrimaryMember().getDeclaringClass();
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .filter(component -> component.getName().equals(member.getInternalName()))
                        .findAny()
                        .orElse(null)
                : null;
    }
}
