from fastapi import FastAPI

from app.routers import health, products

app = FastAPI(title="Catalog")
app.include_router(health.router, prefix="/internal")
app.include_router(products.router)
