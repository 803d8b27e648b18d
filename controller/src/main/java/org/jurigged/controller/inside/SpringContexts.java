package org.jurigged.controller.inside;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the bean factories of all Spring application contexts: Spring itself keeps them by their ids. */
final class SpringContexts {
    static final String FACTORY = "org.springframework.beans.factory.support.DefaultListableBeanFactory";

    private SpringContexts() {}

    static List<Object> factories(News news) throws Throwable {
        List<Object> factories = new ArrayList<>();
        for (Class<?> type : news.types(FACTORY)) {
            if (news.reflect().getStatic(type, "serializableFactories") instanceof Map<?, ?> known) {
                for (Object reference : known.values()) {
                    Object factory = ((Reference<?>) reference).get();
                    if (factory != null) {
                        factories.add(factory);
                    }
                }
            }
        }
        return factories;
    }

    /** Returns the beans of a type that exist, by name; none is made for it. */
    static Map<?, ?> beans(Object factory, Class<?> type, Reflect reflect) throws Throwable {
        return (Map<?, ?>) reflect.call(
                factory,
                "getBeansOfType",
                new Class<?>[] {Class.class, boolean.class, boolean.class},
                type,
                false,
                false);
    }
}
