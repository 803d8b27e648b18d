/** Classes that go into the program, each renamed into a package of the program's; they use nothing but the platform. */
package org.jurigged.reshape.form.template;
