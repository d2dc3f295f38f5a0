package io.godwit.app.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A public type is used by another package, or is part of what a public type of its own package says in a public
 * signature. Else it should be package-private: a package has one door, not all its rooms open.
 */
final class BeUsedElsewhere extends ArchCondition<JavaClass> {
    BeUsedElsewhere() {
        super("be used by another package");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!isUsedElsewhere(type) && !isPartOfAnApi(type) && !isEntryPoint(type)) {
            events.add(SimpleConditionEvent.violated(
                    type, type.getName() + " is public, but no other package uses it: make it package-private"));
        }
    }

    private static boolean isUsedElsewhere(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .anyMatch(dependency ->
                        !dependency.getOriginClass().getPackageName().equals(type.getPackageName()));
    }

    private static boolean isPartOfAnApi(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(other -> !other.equals(type) && isPublic(other.getModifiers()))
                .flatMap(other -> Stream.concat(
                        supertypes(other),
                        other.getCodeUnits().stream()
                                .filter(unit -> isPublic(unit.getModifiers()))
                                .flatMap(BeUsedElsewhere::signature)))
                .anyMatch(type::equals);
    }

    private static Stream<JavaClass> supertypes(JavaClass other) {
        return Stream.concat(other.getAllRawSuperclasses().stream(), other.getAllRawInterfaces().stream());
    }

    private static Stream<JavaClass> signature(JavaCodeUnit unit) {
        return Stream.of(
                        unit.getReturnType().getAllInvolvedRawTypes().stream(),
                        unit.getParameterTypes().stream()
                                .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream()),
                        unit.getExceptionTypes().stream())
                .flatMap(types -> types);
    }

    private static boolean isEntryPoint(JavaClass type) {
        return type.tryGetMethod("main", String[].class).isPresent();
    }

    private static boolean isPublic(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC);
    }
}
