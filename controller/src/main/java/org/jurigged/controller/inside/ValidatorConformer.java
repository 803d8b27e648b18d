package org.jurigged.controller.inside;

import java.util.List;

/** Hibernate Validator: the constraints that it has read from classes. */
final class ValidatorConformer implements Conformer {
    @Override
    public String conform(News news) throws Throwable {
        List<Object> managers = news.objects("org.hibernate.validator.internal.metadata.BeanMetaDataManagerImpl");
        if (news.shapes().isEmpty() || managers.isEmpty()) {
            return "";
        }
        for (Object manager : managers) {
            news.reflect().call(manager, "clear");
        }
        return "constraints";
    }
}
