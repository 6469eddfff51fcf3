package io.ordertable.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;

/** Finds and asserts errors. */
public final class Errors {

    private Errors() {}

    /** Asserts that the call fails with this code. */
    public static ThrowableAssertAlternative<ServiceException> assertError(ErrorCode code, ThrowingCallable call) {
        return assertThatExceptionOfType(ServiceException.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
    }

    /** Returns the codes of all packages. */
    public static Stream<ErrorCode> all() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.ordertable").stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(ErrorCode.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Stream.of(type.getEnumConstants()))
                        .map(ErrorCode.class::cast);
    }
}
