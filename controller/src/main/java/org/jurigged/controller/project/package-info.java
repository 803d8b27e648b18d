/**
 * Where the sources of a program are, how its build compiles them, and what they are compiled against.
 *
 * <p>The door is {@link org.jurigged.controller.project.Project}; class paths come from
 * {@link org.jurigged.controller.project.ClassPathResolver}, installations of Java from
 * {@link org.jurigged.controller.project.Jdks}.
 */
package org.jurigged.controller.project;
