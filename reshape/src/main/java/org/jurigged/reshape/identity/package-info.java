/**
 * Who is who in two versions of a nest: javac numbers the bodies of lambdas, anonymous and local classes, and the methods it
 * adds by itself, in the order in which it comes to them, so that an edit elsewhere gives them other names.
 *
 * <p>Internal to the module; {@link org.jurigged.reshape.identity.Identities} is the door.
 */
package org.jurigged.reshape.identity;
