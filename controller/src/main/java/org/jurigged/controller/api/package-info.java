/**
 * Live programs from Java: for tools and for tests.
 *
 * <p>{@link org.jurigged.controller.api.Jurigged} is the door. What it gives is a {@link
 * org.jurigged.controller.api.Session}: saved sources go live in its targets, everything that happens is an {@link
 * org.jurigged.controller.Event}, and {@link org.jurigged.controller.api.Recoder}s patch definitions without a save.
 *
 * <p>No parameter and no result is {@code null}. Failures are {@link org.jurigged.controller.JuriggedException}s, whose
 * message is one sentence that says what went wrong and what to do; those of patches are {@link
 * org.jurigged.controller.recode.RecodeException}s by kind.
 *
 * @since 0.1
 */
package org.jurigged.controller.api;
