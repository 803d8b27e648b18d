package org.jurigged.controller.inside;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Spring: what it has read from classes by reflection, for all beans and for each application context. */
final class SpringConformer implements Conformer {
    private static final List<String> FORGETFUL = List.of(
            "org.springframework.core.annotation.AnnotationUtils",
            "org.springframework.util.ReflectionUtils",
            "org.springframework.core.ResolvableType");

    /** What post-processors of beans keep of classes. */
    private static final List<String> METADATA =
            List.of("injectionMetadataCache", "lifecycleMetadataCache", "candidateConstructorsCache");

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "org.springframework.transaction.interceptor.AbstractFallbackTransactionAttributeSource", "attributeCache",
            "org.springframework.cache.interceptor.AbstractFallbackCacheOperationSource", "operationCache");

    @Override
    public String conform(News news) throws Throwable {
        if (news.shapes().isEmpty()) {
            return "";
        }
        Reflect reflect = news.reflect();
        for (String name : FORGETFUL) {
            for (Class<?> type : news.types(name)) {
                reflect.callStatic(type, "clearCache");
            }
        }
        for (Class<?> type : news.types("org.springframework.core.BridgeMethodResolver")) {
            reflect.clearStatic(type, "cache");
        }
        for (Class<?> type : news.types("org.springframework.beans.CachedIntrospectionResults")) {
            reflect.clearStatic(type, "strongClassCache");
            reflect.clearStatic(type, "softClassCache");
        }
        int contexts = 0;
        for (Object factory : SpringContexts.factories(news)) {
            forget(factory, news);
            contexts++;
        }
        return contexts == 0 ? "classes" : contexts + (contexts == 1 ? " context" : " contexts");
    }

    private static void forget(Object factory, News news) throws Throwable {
        Reflect reflect = news.reflect();
        reflect.call(factory, "clearMetadataCache");
        for (Object processor : (Collection<?>) reflect.call(factory, "getBeanPostProcessors")) {
            for (String field : METADATA) {
                reflect.clear(processor, field);
            }
        }
        for (Map.Entry<String, String> attributes : ATTRIBUTES.entrySet()) {
            for (Class<?> type : news.types(attributes.getKey())) {
                for (Object source :
                        SpringContexts.beans(factory, type, reflect).values()) {
                    reflect.clear(source, attributes.getValue());
                }
            }
        }
    }
}
