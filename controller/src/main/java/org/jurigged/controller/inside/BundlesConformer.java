package org.jurigged.controller.inside;

import java.util.Map;
import java.util.ResourceBundle;

/** {@code ResourceBundle}: what {@code getBundle} keeps; a bundle that the program keeps itself stays as it is. */
final class BundlesConformer implements Conformer {
    @Override
    public String conform(News news) throws Throwable {
        boolean isConcerned = news.resources();
        for (Class<?> changed : news.changed()) {
            isConcerned |= ResourceBundle.class.isAssignableFrom(changed);
        }
        Object kept = news.reflect().getStatic(ResourceBundle.class, "cacheList");
        if (!isConcerned || !(kept instanceof Map<?, ?> map) || map.isEmpty()) {
            return "";
        }
        map.clear();
        return "resource bundles";
    }
}
