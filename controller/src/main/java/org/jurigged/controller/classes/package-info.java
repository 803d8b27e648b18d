/**
 * The bytes of classes: found on a class path, and written into class directories as one transaction.
 *
 * <p>Readers start at {@link org.jurigged.controller.classes.ClassPath}, writers at
 * {@link org.jurigged.controller.classes.ClassFileStore}.
 */
package org.jurigged.controller.classes;
