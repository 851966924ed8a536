// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Chart} from "../../src/game/Chart.sol";
import {SequenceFile} from "./SequenceFile.sol";

/// @notice Where things lie on 50 islands, compared with the TypeScript rules: the sites of each tide, and the errands of each length
/// and tide. scripts/vectors/renderGround.ts writes the file and documents its content.
contract GroundTest is Test {
    using SequenceFile for bytes;

    string private constant FILE = "contracts/out/sequences/ground.bin";
    uint256 private constant SEEDS = 50;
    uint256 private constant TIDES = 3;
    uint256 private constant LENGTHS = 3;
    uint256 private constant OFFERS = 6;
    uint256 private constant REGIONS = 64;
    uint256 private constant TILES = 4096;
    uint256 private constant SITES_BYTES = TIDES * REGIONS * 3;
    uint256 private constant SEED_BYTES = 4 + SITES_BYTES + LENGTHS * TIDES * OFFERS * 8;

    Chart private chart;

    function setUp() public {
        chart = Chart(vm.deployCode("Chart.sol:Chart"));
    }

    function test_sitesAgree() public {
        vm.pauseGasMetering();
        bytes memory read = _read();
        for (uint256 i = 0; i < SEEDS; ++i) {
            assertEq(_sitesThatDiffer(read, i), 0, "sites differ");
        }
    }

    function test_errandsAgree() public {
        vm.pauseGasMetering();
        bytes memory read = _read();
        for (uint256 i = 0; i < SEEDS; ++i) {
            assertEq(_errandsThatDiffer(read, i), 0, "errands differ");
        }
    }

    function test_onlySitesHideSomething() public {
        vm.pauseGasMetering();
        bytes memory read = _read();
        uint256 seed = read.number(SEED_BYTES, 4);
        uint256 wanted;
        for (uint256 region = 0; region < REGIONS; ++region) {
            wanted += read.number(SEED_BYTES + 4 + 3 * region + 2, 1);
        }
        uint256 layers;
        for (uint256 tile = 0; tile < TILES; ++tile) {
            layers += chart.siteAt(seed, 0, tile);
        }
        assertEq(layers, wanted, "layers of a whole island");
    }

    /// forge-config: default.fuzz.runs = 16
    function testFuzz_findsPlantedBit(uint256 bit) public {
        vm.pauseGasMetering();
        bytes memory read = _read();
        bit = bound(bit, 8 * 4, 8 * SEED_BYTES - 1);
        uint256 at = bit / 8;
        // Of a site its layers: a tile is not compared where there is none.
        if (at < 4 + SITES_BYTES) at += 2 - (at - 4) % 3;
        read[at] ^= bytes1(uint8(1 << bit % 8));
        assertGt(_sitesThatDiffer(read, 0) + _errandsThatDiffer(read, 0), 0, "a planted difference was not seen");
    }

    function _sitesThatDiffer(bytes memory read, uint256 index) private view returns (uint256 differences) {
        uint256 at = index * SEED_BYTES;
        uint256 seed = read.number(at, 4);
        at += 4;
        for (uint256 tide = 0; tide < TIDES; ++tide) {
            for (uint256 region = 0; region < REGIONS; ++region) {
                uint256 layers = read.number(at + 2, 1);
                if (chart.siteAt(seed, tide, read.number(at, 2)) != layers) ++differences;
                at += 3;
            }
        }
    }

    function _errandsThatDiffer(bytes memory read, uint256 index) private view returns (uint256 differences) {
        uint256 at = index * SEED_BYTES;
        uint256 seed = read.number(at, 4);
        at += 4 + SITES_BYTES;
        for (uint256 length = 1; length <= LENGTHS; ++length) {
            for (uint256 tide = 0; tide < TIDES; ++tide) {
                for (uint256 offer = 0; offer < OFFERS; ++offer) {
                    (, bytes memory answer) =
                        address(chart).staticcall(abi.encodeCall(Chart.errandAt, (seed, length, tide, offer)));
                    if (bytes8(keccak256(answer)) != bytes8(uint64(read.number(at, 8)))) ++differences;
                    at += 8;
                }
            }
        }
    }

    function _read() private view returns (bytes memory read) {
        assertTrue(vm.exists(FILE), "run `npm run sequences` first, or the tests by `npm test -- forge`");
        read = vm.readFileBinary(FILE);
        assertEq(read.length, SEEDS * SEED_BYTES, "another length");
    }
}
