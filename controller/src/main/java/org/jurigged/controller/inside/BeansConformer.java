package org.jurigged.controller.inside;

import java.lang.reflect.Array;
import java.util.Set;

/** {@code java.beans.Introspector}: what it keeps of a class, in every thread group, for the class and those below it. */
final class BeansConformer implements Conformer {
    private static final String CONTEXT = "java.beans.ThreadGroupContext";
    private static final String CLASS_INFO = "com.sun.beans.introspect.ClassInfo";

    @Override
    public String conform(News news) throws Throwable {
        for (Class<?> introspector : news.types("java.beans.Introspector")) {
            forget(news.shapes(), introspector.getClassLoader(), news.reflect());
        }
        return news.shapes().isEmpty() ? "" : "bean information";
    }

    private static void forget(Set<Class<?>> changed, ClassLoader platform, Reflect reflect) throws Throwable {
        if (changed.isEmpty()) {
            return;
        }
        // Subclasses' information has the inherited properties: all goes.
        Class<?> contexts = Class.forName(CONTEXT, true, platform);
        Object table = reflect.get(reflect.getStatic(contexts, "contexts"), "table");
        for (int i = 0; table != null && i < Array.getLength(table); i++) {
            for (Object entry = Array.get(table, i); entry != null; entry = reflect.get(entry, "next")) {
                Object context = reflect.get(entry, "value");
                if (context != null) {
                    reflect.call(context, "clearBeanInfoCache");
                }
            }
        }
        Object cache = reflect.getStatic(Class.forName(CLASS_INFO, true, platform), "CACHE");
        if (cache != null) {
            reflect.call(cache, "clear");
        }
    }
}
