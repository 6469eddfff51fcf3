package io.ordertable.table;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores a record as a map whose names are those of the components in snake_case. The enhanced client has no support for records.
 * Nothing is stored for {@code null} and for an empty list, and an empty map reads as {@code null}.
 *
 * @param <T> the record, or a list of it
 */
public final class RecordConverter<T> implements AttributeConverter<T> {

    private final EnhancedType<T> type;
    private final Format format;

    private RecordConverter(EnhancedType<T> type, Format format) {
        this.type = type;
        this.format = format;
    }

    /** Returns the converter of a record whose components are texts, numbers, times, enums, records and lists of these. */
    public static <R extends Record> RecordConverter<R> of(Class<R> type) {
        return new RecordConverter<>(EnhancedType.of(type), Format.of(type));
    }

    /** Returns the converter of a list of records. */
    public static <R extends Record> RecordConverter<List<R>> listOf(Class<R> type) {
        return new RecordConverter<>(EnhancedType.listOf(type), Format.list(Format.of(type)));
    }

    @Override
    public AttributeValue transformFrom(T value) {
        return format.write.apply(value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T transformTo(AttributeValue value) {
        return (T) format.read.apply(value);
    }

    @Override
    public EnhancedType<T> type() {
        return type;
    }

    @Override
    public AttributeValueType attributeValueType() {
        return type.rawClass() == List.class ? AttributeValueType.L : AttributeValueType.M;
    }

    /** How values of a type are stored. */
    private record Format(
            Function<Object, AttributeValue> write, Function<AttributeValue, @Nullable Object> read, boolean isList) {

        static Format of(Type type) {
            if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
                return list(of(list.getActualTypeArguments()[0]));
            }
            if (!(type instanceof Class<?> plain)) {
                throw new IllegalArgumentException("cannot be stored: " + type);
            }
            if (plain.isRecord()) {
                return record(plain);
            }
            if (plain.isEnum()) {
                return text(value -> code((Enum<?>) value), enumValues(plain));
            }
            return switch (plain.getSimpleName()) {
                case "String" -> text(Object::toString, text -> text);
                case "UUID" -> text(Object::toString, UUID::fromString);
                case "Instant" -> text(time -> IsoTime.format((Instant) time), IsoTime::parse);
                case "BigDecimal" -> number(value -> ((BigDecimal) value).toPlainString(), BigDecimal::new);
                case "int", "Integer" -> number(Object::toString, Integer::valueOf);
                case "long", "Long" -> number(Object::toString, Long::valueOf);
                default -> throw new IllegalArgumentException("cannot be stored: " + type);
            };
        }

        static Format list(Format element) {
            return new Format(
                    list -> AttributeValue.fromL(
                            ((Collection<?>) list).stream().map(element.write).toList()),
                    value -> value.l().stream().map(element.read).toList(),
                    true);
        }

        private static Format record(Class<?> type) {
            List<Member> members =
                    Arrays.stream(type.getRecordComponents()).map(Member::of).toList();
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return new Format(
                    value -> {
                        Map<String, AttributeValue> map = HashMap.newHashMap(members.size());
                        members.forEach(member -> member.write(value, map));
                        return AttributeValue.fromM(map);
                    },
                    value -> value.m().isEmpty() ? null : read(value.m(), members, constructor),
                    false);
        }

        private static Object read(Map<String, AttributeValue> map, List<Member> members, Constructor<?> constructor) {
            @Nullable Object[] components = new Object[members.size()];
            for (int i = 0; i < components.length; i++) {
                components[i] = members.get(i).read(map);
            }
            try {
                return constructor.newInstance(components);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a stored record is not valid", e);
            }
        }

        private static Format text(Function<Object, String> write, Function<String, Object> read) {
            return new Format(value -> AttributeValue.fromS(write.apply(value)), value -> read.apply(value.s()), false);
        }

        private static Format number(Function<Object, String> write, Function<String, Object> read) {
            return new Format(value -> AttributeValue.fromN(write.apply(value)), value -> read.apply(value.n()), false);
        }

        private static Function<String, Object> enumValues(Class<?> type) {
            Map<String, Object> values = Arrays.stream(type.getEnumConstants())
                    .collect(Collectors.toMap(value -> code((Enum<?>) value), Function.identity()));
            return code -> Optional.ofNullable(values.get(code))
                    .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + " " + code));
        }

        private static String code(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A component of a record. */
    private record Member(String name, Method accessor, Format format) {

        static Member of(RecordComponent component) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            return new Member(name, accessor, Format.of(component.getGenericType()));
        }

        void write(Object value, Map<String, AttributeValue> map) {
            Object component = ReflectionUtils.invokeMethod(accessor, value);
            if (component != null && !(component instanceof List<?> list && list.isEmpty())) {
                map.put(name, format.write.apply(component));
            }
        }

        @Nullable Object read(Map<String, AttributeValue> map) {
            AttributeValue value = map.get(name);
            if (value == null) {
                return format.isList ? List.of() : null;
            }
            return format.read.apply(value);
        }
    }
}
