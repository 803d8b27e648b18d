package org.jurigged.controller.inside;

import java.util.List;

/** Spring's message sources: the bundles that they have read. */
final class SpringMessagesConformer implements Conformer {
    static final String OF_BUNDLES = "org.springframework.context.support.ResourceBundleMessageSource";
    static final String RELOADABLE = "org.springframework.context.support.ReloadableResourceBundleMessageSource";

    @Override
    public String conform(News news) throws Throwable {
        List<Object> sources = news.objects(OF_BUNDLES, RELOADABLE);
        if (!news.resources() || sources.isEmpty()) {
            return "";
        }
        for (Object source : news.objects(OF_BUNDLES)) {
            news.reflect().clear(source, "cachedResourceBundles");
            news.reflect().clear(source, "cachedBundleMessageFormats");
        }
        for (Object source : news.objects(RELOADABLE)) {
            news.reflect().call(source, "clearCache");
        }
        return "messages";
    }
}
