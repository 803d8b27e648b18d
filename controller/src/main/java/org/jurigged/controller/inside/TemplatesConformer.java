package org.jurigged.controller.inside;

import java.util.List;

/** Thymeleaf and FreeMarker: the templates that they have parsed, and what they know of classes. */
final class TemplatesConformer implements Conformer {
    private final String forget;
    private final String[] classNames;

    /** @param forget the method that has one of the objects forget its templates */
    TemplatesConformer(String forget, String... classNames) {
        this.forget = forget;
        this.classNames = classNames;
    }

    @Override
    public String conform(News news) throws Throwable {
        if (!news.resources()) {
            return "";
        }
        List<Object> engines = news.objects(classNames);
        for (Object engine : engines) {
            news.reflect().call(engine, forget);
        }
        return engines.isEmpty() ? "" : "templates";
    }
}
