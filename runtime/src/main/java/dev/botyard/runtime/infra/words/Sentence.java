package dev.botyard.runtime.infra.words;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a component of a record, a text or several, that holds words of the host for a person: an answer has it in the language that was
/// asked for. What people wrote, and what programs compare, has no such mark.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Sentence {
}
