package org.jurigged.controller.live;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs a test class on each of the Java releases that have to work; one that isn't on this machine is skipped. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ParameterizedClass(name = "on JDK {0}")
@ValueSource(ints = {17, 25})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public @interface OnEachJdk {}
