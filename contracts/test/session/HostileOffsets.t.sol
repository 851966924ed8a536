// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Calldata with wrong offsets and lengths: the module must read what the called contract reads, or refuse.
contract HostileOffsetsTest is SessionTest {
    function test_offsetsThatPointBackOrAway_areRefused() public {
        Grant memory grant = open(permitWhen("tell(string,bytes)", condition("1", "length between", 0, 99)));
        _missing(grant, _tell(type(uint256).max - 31, 0x40), type(uint256).max - 31, 132);
        _missing(grant, _tell(1 << 255, 0x40), 1 << 255, 132);
        _missing(grant, _tell(1 << 64, 0x40), 1 << 64, 132);
        _missing(grant, _tell(132, 0x40), 132, 132);
        // The last offset that points into the calldata; the length would be after it.
        _missing(grant, _tell(131, 0x40), 135, 132);
        _missing(grant, _tell(97, 0x40), 101, 132);
        allow(grant, _tell(96, 0x40));
    }

    function test_offsetsOfTuplesThatPointBackOrAway_areRefused() public {
        Grant memory grant = open(permitWhen("post((uint256,bytes,uint256[]))", condition("1.1", "between", 0, 3)));
        bytes4 post = Ledger.post.selector;
        uint256 back = type(uint256).max - 3;
        _missing(grant, abi.encodePacked(post, back, uint256(1), uint256(2)), back, 100);
        _missing(grant, abi.encodePacked(post, uint256(100), uint256(1), uint256(2)), 100, 100);
        _missing(grant, abi.encodePacked(post, uint256(96), uint256(1), uint256(2)), 100, 100);
    }

    /// @dev The tuple begins at its own offset: module and contract read the same member.
    function test_offsetsThatOverlap_areReadAsTheContractReadsThem() public {
        Grant memory grant = open(permitWhen("post((uint256,bytes,uint256[]))", condition("1.1", "between", 0, 3)));
        allow(grant, abi.encodePacked(Ledger.post.selector, uint256(0), uint256(0x60), uint256(0x60), uint256(0)));
        assertEq(ledger.amount(), 0, "topic 0, which is the offset");
        bytes memory data =
            abi.encodePacked(Ledger.post.selector, uint256(0x20), uint256(4), uint256(0x60), uint256(0x60), uint256(0));
        refuseArgument(grant, data, 4);
    }

    function test_lengthsThatLie_areRefusedWhereContentIsRead() public {
        uint256 nothing = uint256(keccak256(""));
        Grant memory grant = open(permitWhen("tag(uint256[],uint8[2])", condition("1", "hash one of", nothing)));
        uint256[4] memory lies = [uint256(1), 2, 1 << 251, type(uint256).max];
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory data = abi.encodePacked(Ledger.tag.selector, uint256(0x60), uint256(0), uint256(0), lies[i]);
            vm.expectPartialRevert(ISessionValidator.CallArgumentMissing.selector);
            this.checkExternally(grant, data);
        }
        // As many words as the calldata has bytes, and one more.
        bytes memory head = abi.encodePacked(Ledger.tag.selector, uint256(0x60), uint256(0), uint256(0));
        _missing(grant, bytes.concat(head, abi.encode(132)), 132 + 132 * 32, 132);
        _missing(grant, bytes.concat(head, abi.encode(133)), 100, 132);
        allow(grant, bytes.concat(head, abi.encode(0)));
    }

    function test_argumentsThatAreNotThere_areRefused() public {
        Grant memory grant = open(permitWhen("pay(address,uint256)", condition("2", "between", 0, 3)));
        bytes memory data = abi.encodeCall(Ledger.pay, (address(1), 2));
        for (uint256 length = 4; length < 68; ++length) {
            _missing(grant, _cut(data, length), 36, length);
        }
        allow(grant, data);
        allow(grant, bytes.concat(data, "trails"));
    }

    /// @dev A counted amount behind a wrong offset.
    function test_countedAmounts_areReadBehindTheirOffset() public {
        Grant memory grant = unpaid(grantOf(permitLedger("post((uint256,bytes,uint256[]))")));
        grant.permissions[0].period = "session";
        grant.permissions[0].limits = limit("1.1", 10);
        enable(grant);
        uint256 back = type(uint256).max - 31;
        _missing(grant, abi.encodePacked(Ledger.post.selector, back, uint256(1)), back, 68);
        allow(grant, abi.encodeCall(Ledger.post, (Ledger.Post(10, "", new uint256[](0)))));
        bytes memory data = abi.encodeCall(Ledger.post, (Ledger.Post(1, "", new uint256[](0))));
        refuse(grant, data, abi.encodeWithSelector(ISessionValidator.LimitExceeded.selector, 11, 10));
    }

    /// @dev As the account asks the module, without the EntryPoint's wrapping of the reason.
    function checkExternally(Grant memory grant, bytes calldata data) external {
        PackedUserOperation memory op = use(grant, onLedger(data), hint(0));
        vm.prank(address(account));
        validator.validateUserOp(forModule(op), 0);
    }

    function _missing(Grant memory grant, bytes memory data, uint256 position, uint256 length) private {
        refuse(grant, data, abi.encodeWithSelector(ISessionValidator.CallArgumentMissing.selector, 0, position, length));
    }

    /// @dev Two offsets, and two words: 0 and 0.
    function _tell(uint256 a, uint256 b) private pure returns (bytes memory) {
        return abi.encodePacked(Ledger.tell.selector, a, b, uint256(0), uint256(0));
    }

    function _cut(bytes memory data, uint256 length) private pure returns (bytes memory cut) {
        cut = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            cut[i] = data[i];
        }
    }
}
