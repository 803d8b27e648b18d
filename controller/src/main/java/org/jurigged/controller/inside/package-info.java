/**
 * Classes of ours that run in the program, in a class loader of their own that sees nothing but the platform: they name no
 * class outside of this package and {@code java.base}, and reach libraries by reflection. {@link
 * org.jurigged.controller.conform.Inside} hands them over.
 */
package org.jurigged.controller.inside;
