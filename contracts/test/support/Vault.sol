// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

import {AcceptAllPaymaster} from "../gas/AcceptAllPaymaster.sol";
import {Coin} from "./Coin.sol";
import {AnyModule} from "./Modules.sol";
import {Target} from "./Target.sol";
import {Trinkets} from "./Trinkets.sol";
import {Changes} from "./Changes.sol";

contract Deeds is ERC721("Deeds", "DEED") {
    function mint(address to, uint256 id) external {
        _mint(to, id);
    }
}

/// @dev An account that holds one of everything, and a script that has a key and tries to take it.
abstract contract Vault is Changes {
    Coin internal coin;
    Trinkets internal trinkets;
    Deeds internal deeds;
    AcceptAllPaymaster internal thiefsPaymaster;
    AnyModule internal thiefsModule;

    address internal thief = vm.addr(THIEF_KEY);

    /// @dev Who signs as the owner from here on: the owner's key, or the thief's after the account was handed to it.
    bool internal isThiefs;

    function setUp() public virtual override {
        super.setUp();
        coin = new Coin();
        trinkets = new Trinkets();
        deeds = new Deeds();
        thiefsPaymaster = new AcceptAllPaymaster();
        thiefsModule = new AnyModule(2);
        entryPoint.depositTo{value: 10 ether}(address(thiefsPaymaster));
        vm.deal(address(account), 5 ether);
        coin.mint(address(account), 100);
        trinkets.mint(address(account), 1, 10);
        deeds.mint(address(account), 1);
    }

    function signAsOwner(bytes32 digest) internal view virtual override returns (bytes memory) {
        return signSecp(isThiefs ? THIEF_KEY : OWNER_KEY, digest);
    }

    /// @dev Everything that the account holds, and everybody's permission to take it.
    function holdings() internal view returns (bytes32) {
        address a = address(account);
        bytes memory money = abi.encode(a.balance, entryPoint.balanceOf(a), coin.balanceOf(a), coin.allowance(a, thief));
        bytes memory things = abi.encode(trinkets.balanceOf(a, 1), trinkets.isApprovedForAll(a, thief));
        bytes memory deed = abi.encode(deeds.ownerOf(1), deeds.getApproved(1), deeds.isApprovedForAll(a, thief));
        bool isOpen = account.isModuleInstalled(2, address(thiefsModule), "");
        return keccak256(bytes.concat(money, things, deed, abi.encode(isOpen, account.ownership().guardiansHash)));
    }

    // ---------------------------------------------------------------- what a thief calls

    function one(address to, uint256 value, bytes memory data) internal pure returns (Execution[] memory calls) {
        calls = new Execution[](1);
        calls[0] = Execution(to, value, data);
    }

    /// @dev Calls by an account, each of which takes something or opens the way to it.
    function thefts() internal view returns (Execution[] memory calls) {
        address a = address(account);
        calls = new Execution[](12);
        calls[0] = Execution(thief, 1 ether, "");
        calls[1] = Execution(address(coin), 0, abi.encodeCall(coin.transfer, (thief, 1)));
        calls[2] = Execution(address(coin), 0, abi.encodeCall(coin.approve, (thief, 1)));
        calls[3] = Execution(
            address(trinkets), 0, abi.encodeCall(trinkets.safeTransferFrom, (a, makeAddrOf("away"), 1, 1, ""))
        );
        calls[4] = Execution(address(trinkets), 0, abi.encodeCall(trinkets.setApprovalForAll, (thief, true)));
        calls[5] = Execution(address(deeds), 0, abi.encodeCall(deeds.transferFrom, (a, thief, 1)));
        calls[6] = Execution(address(deeds), 0, abi.encodeCall(deeds.approve, (thief, 1)));
        calls[7] =
            Execution(address(entryPoint), 0, abi.encodeWithSignature("withdrawTo(address,uint256)", thief, 1 ether));
        calls[8] = Execution(address(entryPoint), 1 ether, abi.encodeWithSignature("depositTo(address)", thief));
        calls[9] = Execution(a, 0, abi.encodeCall(account.installModule, (2, address(thiefsModule), "")));
        calls[10] = Execution(a, 0, abi.encodeCall(account.setGuardians, (thiefAlone(), 1)));
        calls[11] = Execution(address(target), 1, abi.encodeCall(Target.play, (1)));
    }

    function thiefAlone() internal view returns (bytes[] memory signers) {
        signers = new bytes[](1);
        signers[0] = abi.encodePacked(thief);
    }

    function makeAddrOf(string memory name) internal pure returns (address) {
        return address(uint160(uint256(keccak256(bytes(name)))));
    }

    /// @dev Every form of operation calldata that makes a call.
    function formsOf(Execution memory theft) internal view returns (bytes[] memory forms) {
        forms = new bytes[](8);
        (address to, uint256 value, bytes memory data) = (theft.target, theft.value, theft.callData);
        forms[0] = single(to, value, data);
        forms[1] = batch(one(to, value, data));
        forms[2] = _execute(bytes32(uint256(1) << 240), abi.encodePacked(to, value, data));
        forms[3] = packed(one(to, 0, data));
        Execution[] memory hidden = new Execution[](2);
        hidden[0] = Execution(address(target), 0, abi.encodeCall(Target.play, (1)));
        hidden[1] = theft;
        forms[4] = packed(hidden);
        forms[5] = abi.encodePacked(bytes4(0x8dd7712f), data);
        forms[6] = to == address(account) ? data : packed(one(address(account), 0, single(to, value, data)));
        forms[7] = _execute(bytes32(uint256(0xff) << 248), abi.encodePacked(to, data));
    }

    function _execute(bytes32 mode, bytes memory execution) private pure returns (bytes memory) {
        return abi.encodeWithSignature("execute(bytes32,bytes)", mode, execution);
    }

    // ---------------------------------------------------------------- how a thief sends it

    /// @dev The thief's own paymaster pays.
    function sponsoredByThief() internal view returns (bytes memory) {
        return abi.encodePacked(thiefsPaymaster, uint128(100_000), uint128(0));
    }

    function ownersOperation(bytes memory callData, bytes memory payer, uint192 nonceKey)
        internal
        view
        returns (PackedUserOperation memory op)
    {
        op = ownerOperation(callData);
        op.nonce = entryPoint.getNonce(address(account), nonceKey);
        op.paymasterAndData = payer;
        op.signature = signAsOwner(entryPointHash(op));
    }

    /// @dev Sends it and ignores whether it is accepted.
    function attempt(PackedUserOperation memory op) internal returns (bool taken) {
        try this.handleExternally(op) {
            return true;
        } catch {
            return false;
        }
    }

    /// @dev An owner's operation that must succeed, paid by somebody else.
    function ownerDoes(bytes memory callData) internal {
        (bool success,) = handleAndRead(ownersOperation(callData, sponsoredByThief(), 0));
        assertTrue(success, "the owner's operation");
    }

    function ownerFails(bytes memory callData) internal {
        (bool success,) = handleAndRead(ownersOperation(callData, sponsoredByThief(), 0));
        assertFalse(success, "the operation was taken and fails");
    }

    function expectConfined(bytes memory callData, address to, bytes4 selector) internal {
        bytes memory reason = abi.encodeWithSignature("AccountConfined(address,bytes4)", to, selector);
        expectRefused(ownersOperation(callData, sponsoredByThief(), 0), reason);
    }

    // ---------------------------------------------------------------- changes of owner

    function handToThief() internal {
        ownerDoes(callChange(THIEF_KEY));
        isThiefs = true;
    }
}
