package org.jurigged.controller.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Compiler;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.reshape.Change;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Reshaped;
import org.jurigged.reshape.Reshaper;

/**
 * Fits a class of ours, which is to be a nest mate of one of the program's, to what became of the program's classes: so
 * that it calls added members where they are. Used by the session's worker only.
 */
final class NestMate {
    private final TargetClasses classes;
    private final Compiler compiler;

    NestMate(TargetClasses classes, Compiler compiler) {
        this.classes = classes;
        this.compiler = compiler;
    }

    /** Returns the class file to define; what it needs besides is defined in the target. */
    byte[] fitted(LoadedClass host, String name, byte[] classFile) throws JuriggedException {
        Realm realm = classes.realm(host.loader());
        if (realm.reshaped().isEmpty()) {
            return classFile;
        }
        Reshaped reshaped = reshape(realm, host, Change.ofNew(name, classFile));
        if (!reshaped.isApplicable()) {
            throw new JuriggedException(reshaped.refusals().get(0).toString());
        }
        Map<String, byte[]> others = new HashMap<>(reshaped.definitions());
        byte[] fitted = others.remove(name);
        if (!others.isEmpty() || !reshaped.hooks().methods().isEmpty()) {
            Map<String, Realm.Shaped> shaped = new HashMap<>(reshaped.realm().classes());
            shaped.remove(name);
            Realm without = new Realm(shaped, reshaped.realm().companions());
            new Definer(classes).define(host, others, reshaped.hooks(), without);
        }
        return fitted == null ? classFile : fitted;
    }

    private Reshaped reshape(Realm realm, LoadedClass host, Change change) throws JuriggedException {
        try {
            return new Reshaper()
                    .reshape(
                            realm,
                            List.of(change),
                            new LoaderSurroundings(classes, host.loader(), compiler, name -> null));
        } catch (LoaderSurroundings.Interrupted e) {
            throw e.getCause();
        }
    }
}
