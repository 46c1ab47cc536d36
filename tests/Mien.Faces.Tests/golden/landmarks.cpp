// Makes landmarks.csv: where dlib's shape predictor puts landmarks before it rounds them to whole pixels.
//   apt install libdlib-dev libdlib-data
//   g++ -O2 -DDLIB_NO_GUI_SUPPORT landmarks.cpp -o landmarks -ldlib -llapack -lblas
//   ./landmarks /usr/share/dlib/shape_predictor_68_face_landmarks.dat PICTURE.pgm... > landmarks.csv
// The picture "pattern" is the formula below; every other is a gray PGM, made with
//   ffmpeg -i NAME.jpg -pix_fmt gray NAME.pgm
// The boxes are in the table; the arithmetic is dlib's own, reached by opening its private members.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>
#include <algorithm>
#define private public
#include <dlib/image_processing/shape_predictor.h>
#undef private
#include <dlib/array2d.h>

typedef dlib::array2d<unsigned char> picture;

static void draw(picture& image)
{
    image.set_size(480, 640);
    for (long y = 0; y < 480; ++y)
        for (long x = 0; x < 640; ++x)
            image[y][x] = (unsigned char)(((x * 3 + y * 5) ^ ((x * y) >> 6)) & 255);
}

static void read(const std::string& path, picture& image)
{
    std::ifstream in(path.c_str(), std::ios::binary);
    std::string magic;
    long width, height, top;
    in >> magic >> width >> height >> top;
    in.get();
    image.set_size(height, width);
    for (long y = 0; y < height; ++y)
        in.read((char*)&image[y][0], width);
}

static void fit(const dlib::shape_predictor& model, const std::string& name, const picture& image, dlib::rectangle box)
{
    using namespace dlib;
    matrix<float, 0, 1> shape = model.initial_shape;
    std::vector<float> values;
    unsigned long leaf;
    for (unsigned long level = 0; level < model.forests.size(); ++level)
    {
        impl::extract_feature_pixel_values(
            image, box, shape, model.initial_shape, model.anchor_idx[level], model.deltas[level], values);
        for (unsigned long tree = 0; tree < model.forests[level].size(); ++tree)
            shape += model.forests[level][tree](values, leaf);
    }

    const point_transform_affine place = impl::unnormalizing_tform(box);
    static const int chosen[] = {0, 8, 17, 27, 30, 36, 45, 48, 54, 67};
    for (int i : chosen)
    {
        const dlib::vector<double, 2> p = place(impl::location(shape, i));
        std::printf("%s,%ld,%ld,%lu,%lu,%d,%.4f,%.4f\n", name.c_str(), box.left(), box.top(), box.width(),
            box.height(), i, p.x(), p.y());
    }
}

int main(int count, char** arguments)
{
    dlib::shape_predictor model;
    std::ifstream in(arguments[1], std::ios::binary);
    dlib::deserialize(model, in);
    std::printf("picture,x,y,width,height,point,px,py\n");
    picture image;
    draw(image);
    fit(model, "pattern", image, dlib::rectangle(200, 120, 399, 319));
    fit(model, "pattern", image, dlib::rectangle(-20, -30, 130, 120));
    fit(model, "pattern", image, dlib::rectangle(550, 400, 699, 549));
    const std::map<std::string, std::vector<long> > boxes = {
        {"2007_007763", {158, 116, 36, 36}},
        {"2008_001009", {143, 74, 82, 82}},
        {"2008_001322", {224, 205, 76, 76}},
        {"2008_002079", {432, 166, 56, 56}},
    };
    for (int i = 2; i < count; ++i)
    {
        const std::string path = arguments[i];
        const size_t start = path.rfind('/') + 1;
        const std::string name = path.substr(start, path.rfind('.') - start);
        const std::vector<long>& b = boxes.at(name);
        read(path, image);
        fit(model, name, image, dlib::rectangle(b[0], b[1], b[0] + b[2] - 1, b[1] + b[3] - 1));
    }
}
