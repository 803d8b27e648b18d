package org.jurigged.controller.repl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jurigged.controller.JuriggedException;

/** Lists the classes that a class path has of a package. */
final class PackageClasses {
    private final List<Path> classPath;

    PackageClasses(List<Path> classPath) {
        this.classPath = classPath;
    }

    /** Returns their binary names. */
    List<String> of(String packageName) throws JuriggedException {
        try (StandardJavaFileManager files =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            List<String> names = new ArrayList<>();
            for (JavaFileObject file :
                    files.list(StandardLocation.CLASS_PATH, packageName, Set.of(JavaFileObject.Kind.CLASS), false)) {
                names.add(files.inferBinaryName(StandardLocation.CLASS_PATH, file));
            }
            return names;
        } catch (IOException e) {
            throw new JuriggedException(
                    "The class path could not be searched for package " + packageName + ": " + e.getMessage() + ".", e);
        }
    }
}
